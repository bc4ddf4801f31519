Console.WriteLine("chonk");
